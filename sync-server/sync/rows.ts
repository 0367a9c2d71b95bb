// Rows of the store as the protocol's types.
import type { ContentKey, DeviceId } from '../../src/domain/library/ids';
import type { Op, PlayEvent } from '../../src/domain/sync/choice';
import type { Fact } from '../../src/domain/sync/facts';
import type { FactTable, OpTable, PlayTable } from '../store/schema';

export const OP_COLUMNS = ['kind', 'entity_id', 'parent', 'field', 'value', 'hlc'] as const;
export const PLAY_COLUMNS = ['play_id', 'content_key', 'at_ms', 'device_id'] as const;
export const FACT_COLUMNS = ['kind', 'subject', 'version', 'device_id', 'revision', 'digest', 'value'] as const;

export function opOf({ kind, entity_id: id, parent, field, value, hlc }: Pick<OpTable, (typeof OP_COLUMNS)[number]>): Op {
  return { kind, id, ...(parent === null ? {} : { parent }), field, value: JSON.parse(value) as Op['value'], hlc };
}

export function playOf({ play_id: playId, content_key, at_ms: atMs, device_id: deviceId }: Pick<PlayTable, (typeof PLAY_COLUMNS)[number]>): PlayEvent {
  return { playId, contentKey: content_key as ContentKey, atMs, deviceId };
}

export function factOf({ device_id, ...fact }: Pick<FactTable, (typeof FACT_COLUMNS)[number]>): Fact {
  return { kind: fact.kind, subject: fact.subject, version: fact.version, deviceId: device_id as DeviceId, revision: fact.revision, digest: fact.digest, value: fact.value };
}
