// Legacy encodings by the names people know them by.
import type { LegacyEncoding } from '../../domain/library/tags';

const NAMES: Readonly<Record<LegacyEncoding, string>> = {
  'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252', 'windows-1251': 'Windows-1251', 'koi8-r': 'KOI8-R', shift_jis: 'Shift-JIS', 'euc-jp': 'EUC-JP', gbk: 'GBK', big5: 'Big5', 'euc-kr': 'EUC-KR',
  'windows-1250': 'Windows-1250', 'windows-1253': 'Windows-1253', 'windows-1254': 'Windows-1254', 'windows-1255': 'Windows-1255', 'windows-1256': 'Windows-1256', 'windows-874': 'Windows-874',
};

export function encodingName(encoding: LegacyEncoding): string {
  return NAMES[encoding];
}
