import { IdCard } from 'lucide-react';
import { useState } from 'react';
import type { MembersPage } from '../../../electron/contract/staff/members-page.ts';
import { type StaffRoleName, staffRoleNames } from '../../../electron/contract/staff/staff-words.ts';
import { LayCardDrawing } from '../../components/drawings/lay-card.tsx';
import { NewMemberEntry } from '../../components/new-member-entry.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';

const EndAdding = () => {
  const { t } = useWords();
  return (
    <StaffButton intent={{ name: 'endAdding' }} kind="quiet">
      {t('members.endAdding')}
    </StaffButton>
  );
};

/** Role, staff number and first PIN of somebody whose card was read. */
const NewMember = ({ working }: { readonly working: boolean }) => {
  const { t } = useWords();
  const [role, setRole] = useState<StaffRoleName | null>(null);
  if (role === null) {
    return (
      <>
        <ScreenHeading title={t('members.whichRole')} lead={[t('members.whichRoleLead')]} />
        <div className="staff-choices member-list">
          {staffRoleNames.map((name) => (
            <Pressable
              key={name}
              className="button button-secondary member-row"
              data-testid={`role-${name}`}
              onPress={() => setRole(name)}
            >
              <strong>{t(`staff.role.${name}`)}</strong>
              <span>{t(`members.role.${name}`)}</span>
            </Pressable>
          ))}
        </div>
      </>
    );
  }
  return (
    <NewMemberEntry suggestedLabel="W-" pinTitle={t('members.firstPin')}>
      {(typed, complete) => (
        <StaffButton
          intent={{ name: 'addMember', role, ...typed }}
          kind="primary"
          unavailable={!complete || working}
        >
          {t('members.addThis')}
        </StaffButton>
      )}
    </NewMemberEntry>
  );
};

/** Adds somebody: the own card first, then what is typed. */
export const AddMember = ({
  stage,
  cardRefused,
  working,
}: {
  readonly stage: NonNullable<MembersPage['adding']>;
  readonly cardRefused: boolean;
  readonly working: boolean;
}) => {
  const { t } = useWords();
  if (stage === 'pin') {
    return (
      <>
        {/* Digits that were refused are not offered again. */}
        <NewMember key={String(working)} working={working} />
        <div className="member-actions">
          <StaffButton intent={{ name: 'layNewCard' }} kind="quiet" icon={IdCard} testId="other-card">
            {t('setup.supervisor.otherCard')}
          </StaffButton>
          <EndAdding />
        </div>
      </>
    );
  }
  return (
    <>
      <ScreenHeading title={t('members.layCard')} lead={[t('members.layCardLead')]} />
      {cardRefused && (
        <p className="card staff-refusal" role="alert" data-testid="new-card-refused">
          {t('staff.result.card-refused')}
        </p>
      )}
      <div className="screen-body screen-picture">
        <LayCardDrawing step={stage === 'reading' ? 'reading' : 'waiting'} />
      </div>
      <EndAdding />
    </>
  );
};
