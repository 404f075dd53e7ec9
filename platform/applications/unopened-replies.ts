/** States of a reply that has come and was not opened yet; that it was tried too often is the centre's affair. */
export const unopened = ['waiting', 'not-opened'] as const;
