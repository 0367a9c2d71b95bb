// The version of each stage. Raising one makes the rows it stamped run again; nothing is migrated.

export const STAGE_VERSIONS = { parse: 2, analyse: 2, embed: 1 } as const;
