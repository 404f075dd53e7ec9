import type { StaffIntent } from '../../../electron/contract/staff/staff-intents.ts';
import { useAction } from '../../components/actions-guard.tsx';
import { Pressable } from '../../components/pressable.tsx';

export interface Option {
  readonly code: string;
  readonly label: string;
  readonly intent: StaffIntent;
}

const OptionButton = ({ option, chosen }: { readonly option: Option; readonly chosen: boolean }) => {
  const { inert, underWay, act } = useAction({ name: 'staff', intent: option.intent });
  return (
    <Pressable
      className="button button-secondary"
      data-testid={`choose-${option.code}`}
      aria-pressed={chosen}
      inert={inert}
      underWay={underWay}
      onPress={act}
    >
      {option.label}
    </Pressable>
  );
};

/** One of several, in place at a touch. */
export const OptionChoice = ({
  legend,
  options,
  chosen,
}: {
  readonly legend: string;
  readonly options: readonly Option[];
  /** Code of the option that is in place. */
  readonly chosen: string;
}) => (
  <fieldset className="staff-choice">
    <legend>{legend}</legend>
    {options.map((option) => (
      <OptionButton key={option.code} option={option} chosen={option.code === chosen} />
    ))}
  </fieldset>
);
