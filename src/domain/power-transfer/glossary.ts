/**
 * The words of the transfer of powers: one for each thing, in both languages. Pages, papers, command line and declarations
 * keep to them (a test), and docs/glossary.md is made from them.
 */
import type { Chapter } from '../procedure/glossary';
import type { Words } from '../procedure/step';
import { termsOfPowers } from './terms-of-powers';
import { termsOfSteps } from './terms-of-steps';

const words = (zh: string, en: string): Words => ({ zh, en });

const people: Chapter = {
  title: words('谁来办', 'Who takes part'),
  terms: [
    {
      ...words('街道办事处', 'sub-district office'),
      means: words('承接执法事项的一方', 'who takes powers on'),
      not: ['街办'],
    },
    {
      ...words('改革领导小组办公室', 'reform leading-group office'),
      means: words('牵头单位：发起、协调、监交', 'who launches, coordinates and witnesses'),
    },
    {
      ...words('司法局', 'justice bureau'),
      means: words('合法性审查、执法证和三项制度', 'legality, certificates and the three systems'),
    },
    {
      ...words('实施主体', 'holder'),
      means: words('实施某一事项的机关', 'the organ that exercises a power'),
      not: ['持有机关', '持有单位'],
      law: '行政处罚法 17',
    },
    {
      ...words('监交', 'witness'),
      means: words(
        '牵头单位对双方交接的现场确认',
        'the coordinator confirms that both sides have handed over and taken',
      ),
      not: ['见证'],
      beside: ['witness'],
    },
    {
      ...words('不相容岗位分离', 'four eyes'),
      means: words('经办人不得审核自己办理的事项', 'nobody reviews what they did themselves'),
      not: ['四眼'],
    },
  ],
};

const records: Chapter = {
  title: words('记录', 'What is kept'),
  terms: [
    { ...words('台账', 'ledger'), means: words('只增不改的办理记录', 'of every step; it is only added to') },
    {
      ...words('检查点', 'checkpoint'),
      means: words('对全部台账某一时刻的签名', 'a signature over all ledgers at a moment'),
      beside: ['checkpoint'],
    },
    {
      ...words('登记时间', 'when it was recorded'),
      means: words('一条记录写入台账的时间', 'when an entry was written to the ledger'),
      not: ['入账时间'],
    },
    {
      ...words('工作记录', 'note'),
      means: words(
        '提问、答复、指导等，不影响办理',
        'questions, answers, guidance; the procedure does not wait for them',
      ),
      not: ['记事'],
    },
    { ...words('时限', 'time limit'), means: words('一步须在何时之前办结', 'by when a step is to be completed') },
    {
      ...words('逾期', 'overdue'),
      means: words('时限已过而未办结', 'its limit has passed'),
      not: ['超期', '谁逾期了'],
      beside: ['overdue'],
    },
    {
      ...words('暂定', 'provisional'),
      means: words('当年放假安排尚未公布', 'the holidays of that year are not announced yet'),
      beside: ['provisional'],
    },
  ],
};

export const glossary: readonly Chapter[] = [termsOfPowers, people, termsOfSteps, records];
