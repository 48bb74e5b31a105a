import type { NoticeDeclaration } from '../procedure/declaration';
import type { Party } from './parties';
import type { AutomaticStep } from './steps';

const words = (zh: string, en: string) => ({ zh, en });

/** What the system makes public, by the step that it takes then. */
export const notices = {
  publish: {
    title: words('关于赋予街道行政执法权的公告', 'Notice: administrative-enforcement powers granted to a sub-district'),
    text: words(
      '{decided}，决定由{subDistrict}行使下列{count}项行政执法权，自交接生效之日起施行。现予公告。',
      '{decided}, {count} powers of administrative enforcement go to {subDistrict}, from the day on which the handover takes effect. This is hereby made public.',
    ),
    publishers: ['government'],
  },
  'publish-instrument': {
    title: words(
      '关于委托街道行使行政执法权的公告',
      'Notice: administrative-enforcement powers entrusted to a sub-district',
    ),
    text: words(
      '{departments}依法委托{subDistrict}实施下列{count}项行政执法事项。现予公告。',
      '{departments} entrusts {subDistrict} by law with the following {count} matters of enforcement. This is hereby made public.',
    ),
    publishers: ['department', 'subDistrict'],
  },
  'publish-narrowing': {
    title: words('关于调整街道行政执法权范围的公告', 'Notice: scope of a sub-district’s powers adjusted'),
    text: words(
      '{decided}，决定调整{subDistrict}行使的下列{count}项行政执法权的范围。现予公告。',
      '{decided}, the scope of the following {count} powers exercised by {subDistrict} is adjusted. This is hereby made public.',
    ),
    publishers: ['government'],
  },
  'publish-recall': {
    title: words('关于收回街道行政执法权的公告', 'Notice: administrative-enforcement powers recalled'),
    text: words(
      '{decided}，决定收回{subDistrict}行使的下列{count}项行政执法权。交回手续办结前，仍由该街道行使；已立案的案件由立案机关办结。现予公告。',
      '{decided}, the following {count} powers exercised by {subDistrict} are recalled. Until the return is signed the sub-district still acts; whoever opened a case finishes it. This is hereby made public.',
    ),
    publishers: ['government'],
  },
  'publish-expiry': {
    title: words('关于委托行政执法权到期的公告', 'Notice: an entrustment of powers has ended'),
    text: words(
      '{departments}委托{subDistrict}实施的下列{count}项行政执法事项期限届满，委托终止。现予公告。',
      'The entrustment of the following {count} matters by {departments} to {subDistrict} has ended with its period. This is hereby made public.',
    ),
    publishers: ['department', 'subDistrict'],
  },
} as const satisfies { readonly [S in AutomaticStep]: NoticeDeclaration<Party> };
