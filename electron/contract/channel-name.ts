/** Name of the window message by which the preload hands the port to the page. Apart, so that the preload carries no schemas. */
export const portMessageName = 'yizhan:core-port';
