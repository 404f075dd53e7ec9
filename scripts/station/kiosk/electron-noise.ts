/**
 * What Chromium writes on standard error on a machine without D-Bus, graphics card or window manager; it says nothing
 * about the kiosk.
 */
const noise =
  /ERROR:(bus|object_proxy|viz_main_impl|gpu_[a-z_]+|command_buffer_proxy_impl|gl_[a-z_]+|angle_[a-z_]+|network_service_instance_impl|connection)\.cc|libva error|^Debugger (listening|ending|attached)|^For help, see: https:\/\/nodejs\.org|^DevTools listening|^Warning: vkCreateInstance|^\s*$/;

/** Whether a line of Electron's standard error is worth keeping. */
export const isWorthShowing = (line: string): boolean => !noise.test(line);

/** A line of the kiosk's log that reports the ordinary course of things; it is in the log file as well. */
export const isRoutine = (line: string): boolean => /^\{.*"level":"info"/.test(line);
