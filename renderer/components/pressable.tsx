import { type ComponentProps, useState } from 'react';

/**
 * A button that shows within a frame that it is touched, and that stays focusable while it is inert: `aria-disabled`
 * instead of `disabled`.
 */
export const Pressable = ({
  inert = false,
  underWay = false,
  onPress,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'inert' | 'onClick'> & {
  readonly inert?: boolean;
  readonly underWay?: boolean;
  readonly onPress: () => void;
}) => {
  const [pressed, setPressed] = useState(false);
  const lift = (): void => setPressed(false);
  return (
    <button
      {...rest}
      type="button"
      className={className}
      aria-disabled={inert}
      data-pressed={(pressed && !inert) || underWay}
      onPointerDown={() => setPressed(true)}
      onPointerUp={lift}
      onPointerLeave={lift}
      onPointerCancel={lift}
      onClick={() => {
        if (!inert) onPress();
      }}
    />
  );
};
