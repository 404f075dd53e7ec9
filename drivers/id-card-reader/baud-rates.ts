/** Rates of SAM/SDT readers, in bits a second, the usual one first. */
export const readerBaudRates = [115200, 57600, 38400, 19200, 9600] as const;
