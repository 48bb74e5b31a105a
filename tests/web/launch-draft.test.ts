import { parseLaunchRequest } from '../../src/domain/power-transfer/launch-request';
import {
  emptyLaunch,
  lawOf,
  readLaunch,
  requestOf,
  type LaunchDraft,
} from '../../src/web/pages/power-transfer/launch/draft';

const kaihua = { id: 'kaihua', nameZh: '开化街道办事处' };
const draft: LaunchDraft = {
  ...emptyLaunch,
  title: ' 第一批 ',
  subDistricts: ['kaihua'],
  powers: { 'MR-001': {}, 'MR-002': { mode: 'entrust', from: '2026-12-01', until: '2027-11-30' }, 'MR-003': {} },
};
const none: ReadonlySet<string> = new Set();

describe('a launch put together on the page', () => {
  it('is sent as the API takes it', () => {
    expect(parseLaunchRequest(requestOf(draft, kaihua, none))).toEqual({
      title: '第一批',
      subDistrict: 'kaihua',
      mode: 'devolve',
      transition: 'after',
      powers: [
        { code: 'MR-001', mode: 'devolve' },
        { code: 'MR-002', mode: 'entrust', period: { from: '2026-12-01', until: '2027-11-30' } },
        { code: 'MR-003', mode: 'devolve' },
      ],
    });
  });

  it('leaves out what is left out for this sub-district', () => {
    const { powers } = requestOf(draft, kaihua, new Set(['MR-001', 'MR-003']));
    expect(powers.map(({ code }) => code)).toEqual(['MR-002']);
  });

  it('gives the whole area, named in Chinese, to a scope that only reserves cases', () => {
    const reserving = { ...draft, reserved: '跨区域案件\n\n重大案件' };
    expect(requestOf(reserving, kaihua, none).powers[0]).toMatchObject({
      scope: { territory: '开化街道办事处辖区', reserved: ['跨区域案件', '重大案件'] },
    });
  });

  it('gives a devolved power no period, though one is set for what is entrusted', () => {
    const dated = { ...draft, from: '2026-12-01', until: '2027-11-30' };
    expect(requestOf(dated, kaihua, none).powers[0]).not.toHaveProperty('period');
  });

  it('comes back from where it was kept, and what is damaged does not', () => {
    const kept = readLaunch(JSON.stringify(draft));
    expect(kept && requestOf(kept, kaihua, none)).toEqual(requestOf(draft, kaihua, none));
    expect(readLaunch('{"powers":')).toBeUndefined();
    expect(readLaunch(null)).toBeUndefined();
  });
});

it('a basis is sorted by the law that it cites first', () => {
  expect(lawOf('《食品安全法》第一百二十七条及省级具体管理办法')).toBe('食品安全法');
  expect(lawOf('省级办法')).toBe('省级办法');
});
