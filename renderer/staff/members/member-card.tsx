import { LockOpen, Printer, Usb } from 'lucide-react';
import { useState } from 'react';
import { credentialDays, type MemberView } from '../../../electron/contract/staff/members-page.ts';
import { staffRoleNames } from '../../../electron/contract/staff/staff-words.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { BackButton } from '../back-button.tsx';
import { StaffButton } from '../staff-button.tsx';

/** How long a new slip or stick counts, and what it is put on. */
const NewCredential = ({
  label,
  sticks,
  onBack,
}: {
  readonly label: string;
  readonly sticks: readonly string[];
  readonly onBack: () => void;
}) => {
  const { t } = useWords();
  const [days, setDays] = useState<(typeof credentialDays)[number]>(credentialDays[1]);
  return (
    <>
      <ScreenHeading title={t('members.credential', { label })} lead={[t('members.credentialLead')]} />
      <fieldset className="staff-choice">
        <legend>{t('members.howLong')}</legend>
        {credentialDays.map((each) => (
          <Pressable
            key={each}
            className="button button-secondary"
            data-testid={`days-${each}`}
            aria-pressed={days === each}
            onPress={() => setDays(each)}
          >
            {t('members.days', { count: each })}
          </Pressable>
        ))}
      </fieldset>
      <StaffButton intent={{ name: 'printCredential', label, days }} kind="primary" icon={Printer}>
        {t('members.print')}
      </StaffButton>
      {sticks.length === 0 && <p className="staff-subject">{t('members.noStick')}</p>}
      {sticks.map((stick) => (
        <StaffButton
          key={stick}
          intent={{ name: 'writeCredential', label, days, stick }}
          icon={Usb}
          testId={`write-${stick}`}
        >
          {t('members.write', { name: stick })}
        </StaffButton>
      ))}
      <BackButton onBack={onBack} />
    </>
  );
};

/** A question before somebody is removed: the way back is a new card and PIN. */
const RemoveQuestion = ({ label, onBack }: { readonly label: string; readonly onBack: () => void }) => {
  const { t } = useWords();
  return (
    <>
      <ScreenHeading title={t('members.removeTitle', { label })} lead={[t('members.removeLead')]} />
      <StaffButton intent={{ name: 'removeMember', label }} kind="primary">
        {t('members.removeYes')}
      </StaffButton>
      <BackButton onBack={onBack} />
    </>
  );
};

/** One of those who work here: role, slip or stick, lock. */
export const MemberCard = ({
  member,
  sticks,
  onBack,
}: {
  readonly member: MemberView;
  readonly sticks: readonly string[];
  readonly onBack: () => void;
}) => {
  const { t, locale } = useWords();
  const now = useNow();
  const [asks, setAsks] = useState<'credential' | 'remove' | null>(null);
  const { label, credential } = member;
  const back = () => setAsks(null);
  if (asks === 'credential') return <NewCredential label={label} sticks={sticks} onBack={back} />;
  if (asks === 'remove') return <RemoveQuestion label={label} onBack={back} />;
  return (
    <>
      <ScreenHeading
        title={label}
        lead={[
          credential === null
            ? t('members.noCredential')
            : t(`members.credentialUntil.${credential.medium}`, {
                time: timeInWords(credential.endsAt, now, locale),
              }),
        ]}
      />
      <fieldset className="staff-choice">
        <legend>{t('members.roleOf', { role: t(`staff.role.${member.role}`) })}</legend>
        {staffRoleNames
          .filter((role) => role !== member.role)
          .map((role) => (
            <StaffButton
              key={role}
              intent={{ name: 'changeRole', label, role }}
              testId={`change-role-${role}`}
            >
              {t('members.makeRole', { role: t(`staff.role.${role}`) })}
            </StaffButton>
          ))}
      </fieldset>
      <div className="member-actions">
        <Pressable
          className="button button-secondary"
          data-testid="new-credential"
          onPress={() => setAsks('credential')}
        >
          {t('members.newCredential')}
        </Pressable>
        {credential !== null && (
          <StaffButton intent={{ name: 'revokeCredential', label }}>{t('members.revoke')}</StaffButton>
        )}
        {member.lockedUntil !== null && (
          <StaffButton intent={{ name: 'unlockMember', label }} icon={LockOpen}>
            {t('members.unlock')}
          </StaffButton>
        )}
        <Pressable
          className="button button-secondary"
          data-testid="remove-member"
          onPress={() => setAsks('remove')}
        >
          {t('members.remove')}
        </Pressable>
      </div>
      <BackButton onBack={onBack} />
    </>
  );
};
