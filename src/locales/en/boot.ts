export default {
  boot: {
    outdated: 'SoniqueBay was updated in another tab. Reload this one to go on.',
    blocked: 'Another tab still runs an older version of SoniqueBay. Close or reload it, and this one goes on by itself.',
    deleted: 'The library was deleted in another tab. Reload to begin anew.',
    failed: 'The library could not be opened. Reload the page; if that does not help, check that the disk has room and that this browser may keep data.',
    reload: 'Reload',
    demoName: 'Demo music',
    keptName: 'Kept offline',
  },
};
