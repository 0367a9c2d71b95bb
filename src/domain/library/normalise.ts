// Names as compared by keys. Frozen: accents count ("Björk" is not "Bjork"), case, width and spacing do not.

/** NFKC, case folded, spaces collapsed. */
export function normaliseName(name: string): string {
  // Upper case first folds what has no single lower-case partner, such as ß and SS.
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** The credit without its guests: "A feat. B" is "A". */
export function mainCredit(credit: string): string {
  const main = credit.replace(/\s+[([]?(?:feat\.?|ft\.?|featuring)\s.*$/iu, '').trim();
  return main === '' ? credit : main;
}
