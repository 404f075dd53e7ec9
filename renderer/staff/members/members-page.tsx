import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import type { MemberView } from '../../../electron/contract/staff/members-page.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';
import { AddMember } from './add-member.tsx';
import { MemberCard } from './member-card.tsx';

const membersAPage = 6;

const MemberRow = ({ member, onOpen }: { readonly member: MemberView; readonly onOpen: () => void }) => {
  const { t, locale } = useWords();
  const now = useNow();
  const { label, role, lockedUntil, credential } = member;
  const notes = [
    t(`staff.role.${role}`),
    ...(member.own ? [t('members.own')] : []),
    ...(lockedUntil === null ? [] : [t('members.locked', { time: timeInWords(lockedUntil, now, locale) })]),
    ...(credential === null ? [] : [t(`members.has.${credential.medium}`)]),
  ];
  return (
    <Pressable
      className="button button-secondary member-row"
      data-testid={`member-${label}`}
      onPress={onOpen}
    >
      <strong>{label}</strong>
      <span>{notes.join(' · ')}</span>
    </Pressable>
  );
};

/** Who works here: one is touched to change role, slip or lock; somebody new is added with the own card. */
export const MembersPage = ({ page, working }: StaffPageProps<'members'> & { readonly working: boolean }) => {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const rows = usePages(page.members, membersAPage);
  const chosen = page.members.find(({ label }) => label === open);
  if (page.adding !== null)
    return <AddMember stage={page.adding} cardRefused={page.cardRefused} working={working} />;
  if (chosen !== undefined) {
    return <MemberCard member={chosen} sticks={page.sticks} onBack={() => setOpen(null)} />;
  }
  return (
    <>
      <ScreenHeading title={t('members.title')} lead={[t('members.lead')]} />
      <div className="staff-choices member-list">
        {rows.shown.map((member) => (
          <MemberRow key={member.label} member={member} onOpen={() => setOpen(member.label)} />
        ))}
      </div>
      <Pager {...rows} />
      <StaffButton intent={{ name: 'layNewCard' }} kind="primary" icon={UserRoundPlus}>
        {t('members.add')}
      </StaffButton>
    </>
  );
};
