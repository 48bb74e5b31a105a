import type { Chapter } from '../procedure/glossary';
import type { Words } from '../procedure/step';

const words = (zh: string, en: string): Words => ({ zh, en });

/** What is done on the way, and what comes of it. */
export const termsOfSteps: Chapter = {
  title: words('怎么办', 'How it goes'),
  terms: [
    {
      ...words('需求申报', 'declaration of need'),
      means: words('街道说明是否拟承接、有无能力', 'the sub-district says what it needs and can take on'),
      beside: ['need'],
    },
    {
      ...words('承接能力评估', 'capacity assessment'),
      means: words('部门评估街道能否有效承接', 'the department judges whether the sub-district can take a power on'),
      beside: ['capacity'],
      law: '行政处罚法 24',
    },
    {
      ...words('具备承接条件', 'capable'),
      means: words('评估的结果', 'what an assessment comes to'),
      not: ['附条件具备'],
      beside: ['capable'],
    },
    {
      ...words('合法性审查', 'legality review'),
      means: words('决定之前对依据、权限和程序的审查', 'of basis, authority and procedure, before a decision'),
      beside: ['legality'],
      law: '重大行政决策程序暂行条例 25—28',
    },
    {
      ...words('法制审核', 'legal review'),
      means: words(
        '重大执法决定作出前的审核，与合法性审查不同',
        'of a decision in a case, other than the legality review',
      ),
      beside: ['legal review'],
      law: '行政处罚法 58',
    },
    {
      ...words('职权来源及交由（委托）路径', 'route'),
      means: words('事项由谁所有、依据什么交给街道', 'whose a power is, and on what basis it goes down'),
      not: ['划转路径'],
      beside: ['route'],
    },
    {
      ...words('集体讨论决定', 'collective decision'),
      means: words('市政府会议决定', 'the city government decides at a meeting'),
      law: '行政处罚法 57',
    },
    {
      ...words('公布', 'publication'),
      means: words('决定、委托书和终止向社会公开', 'decision, instrument and end are made public'),
      law: '行政处罚法 24、39',
    },
    {
      ...words('备案', 'filing for record'),
      means: words('公布后报送上级机关', 'what was published is sent to the organ above'),
    },
    { ...words('公告', 'notice'), means: words('公布所用的文书', 'the document by which something is published') },
    {
      ...words('三项制度', 'the three systems'),
      means: words('执法公示、全过程记录、法制审核', 'publicity, full-process recording, legal review'),
      law: '国办发〔2018〕118号',
    },
    {
      ...words('执法准备情况', 'readiness'),
      means: words('三项制度已经落实', 'the three systems are in place'),
      not: ['三项制度就绪', '就绪核验', '未就绪'],
    },
    {
      ...words('执法证', 'certificate'),
      means: words('执法人员的资格证件', 'by which an officer may act'),
      not: ['核发执法证'],
      law: '行政处罚法 42',
    },
    {
      ...words('交接', 'handover'),
      means: words('权、编、钱、案卷、人员、设备一并移交', 'power, posts, money, files and equipment change hands'),
    },
    {
      ...words('交接确认书', 'confirmation of handover'),
      means: words('双方确认并经监交的文书', 'what both sides confirm and the coordinator witnesses'),
      beside: ['confirmation'],
    },
    {
      ...words('案件（线索）划分基准日', 'cut-off day for cases'),
      means: words('此前的案件由原部门办结', 'cases opened before it stay with the department'),
      not: ['案件截止日'],
      beside: ['cut-off'],
    },
    {
      ...words('行政处罚追究时效届满日', 'end of limitation'),
      means: words('此后不再追究', 'after it nobody is punished for it'),
      not: ['追责时效'],
      law: '行政处罚法 36',
    },
    {
      ...words('办案期限届满日', 'ninety-day limit'),
      means: words('立案后作出决定的期限', 'by when a case is decided'),
      not: ['九十日办案期限'],
      law: '行政处罚法 60',
    },
    {
      ...words('过渡期', 'transition'),
      means: words('交接之前部门仍执法的一段时间', 'a time before the handover in which the department still acts'),
    },
    {
      ...words('试运行', 'trial'),
      means: words('交接之后、正式运行之前', 'after the handover, before a power is in force'),
      beside: ['trial'],
    },
    {
      ...words('试行期', 'length of the trial'),
      means: words('试运行的时长', 'how long a trial lasts'),
      not: ['试运行时长'],
    },
    {
      ...words('正式运行', 'in force'),
      means: words('街道行使，每年评估', 'the sub-district acts, and is evaluated every year'),
    },
    {
      ...words('审查未通过', 'unlawful'),
      means: words('合法性审查的结果，事项到此结束', "a power's way ends at the legality review"),
      not: ['不合法'],
    },
    {
      ...words('未获批准', 'not adopted'),
      means: words('市政府会议没有通过', 'the city government did not adopt it'),
      not: ['未通过'],
    },
    { ...words('不承接', 'not needed'), means: words('街道不拟承接', 'the sub-district does not want it') },
    {
      ...words('不具备继续承接条件', 'not coped with'),
      means: words('收回的原因之一', 'one reason for a recall'),
      not: ['承接不住'],
    },
    {
      ...words('救济途径', 'remedy'),
      means: words('行政复议和行政诉讼', 'reconsideration and litigation'),
      not: ['不服处理决定，怎么办'],
      law: '行政复议法 23；行政诉讼法 46',
    },
  ],
};
