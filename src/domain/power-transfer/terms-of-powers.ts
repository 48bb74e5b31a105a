import type { Chapter } from '../procedure/glossary';
import type { Words } from '../procedure/step';

const words = (zh: string, en: string): Words => ({ zh, en });

/** What is handed down, and how. */
export const termsOfPowers: Chapter = {
  title: words('权力如何交出', 'How a power goes down'),
  terms: [
    {
      ...words('行政执法权', 'power of administrative enforcement'),
      means: words('行政处罚、行政检查、行政强制的职权', 'the right to punish, inspect or compel'),
      law: '行政处罚法 24',
    },
    {
      ...words('执法事项', 'power'),
      means: words(
        '目录中的一项，有编码和法律依据；行文中也称“权力”“事项”',
        'one entry of the catalogue, with a code and a legal basis',
      ),
      not: ['权力事项', '执法权项'],
    },
    {
      ...words('事项编码', 'code'),
      means: words('事项在目录中的编码', 'by which the catalogue knows a power'),
      not: ['权力编码'],
    },
    {
      ...words('行政执法事项目录', 'catalogue of powers'),
      means: words(
        '市级部门的执法事项，以及各自能否交由行使、委托实施',
        'the powers of the departments, and how each may go down',
      ),
      not: ['权力目录'],
      beside: ['catalogue'],
    },
    {
      ...words('赋权事项清单', 'list of granted powers'),
      means: words('一个决定所列的事项', 'the powers that one decision names'),
      law: '行政处罚法 24',
    },
    {
      ...words('赋权', 'transfer'),
      means: words('把部门的执法事项交给街道的全过程', 'the whole way of powers from departments to a sub-district'),
    },
    {
      ...words('交由行使', 'devolved'),
      means: words('街道以自己的名义行使，自己承担责任', 'the sub-district acts in its own name and answers for it'),
      not: ['赋权下放', '下放行使'],
      law: '行政处罚法 24',
    },
    {
      ...words('委托实施', 'entrusted'),
      means: words(
        '街道以部门的名义实施，部门承担责任，有期限',
        "the sub-district acts in the department's name, for a period; the department answers",
      ),
      not: ['委托行使'],
      law: '行政处罚法 20',
    },
    {
      ...words('委托行政机关', 'entrusting organ'),
      means: words('委托他人实施的部门', 'the department that entrusts'),
      not: ['委托机关'],
      beside: ['entrusting organ'],
      law: '行政处罚法 20',
    },
    {
      ...words('受委托组织', 'entrusted organisation'),
      means: words(
        '受委托实施的街道办事处，不得再委托',
        'the sub-district office that is entrusted; it entrusts nobody in turn',
      ),
      not: ['受委托机关', '受委托单位'],
      beside: ['entrusted organisation'],
      law: '行政处罚法 20、21',
    },
    {
      ...words('委托书', 'instrument of entrustment'),
      means: words(
        '载明事项、权限和期限的书面委托，向社会公布',
        'the written entrusting, with matters, limits and period; it is published',
      ),
      beside: ['instrument'],
      law: '行政处罚法 20',
    },
    {
      ...words('续订', 'renewal'),
      means: words('委托期满前双方同意延长', 'before an entrustment ends both sides agree to a longer period'),
      not: ['续签', '续期'],
      beside: ['renew'],
    },
    {
      ...words('由原部门继续管辖的情形', 'reserved'),
      means: words('不随事项交出的案件种类', 'kinds of case that do not go down with a power'),
      not: ['保留情形', '留在部门'],
    },
    {
      ...words('缩小范围', 'narrowing'),
      means: words('评估后缩小街道行使的范围', 'after an evaluation the sub-district acts in a smaller scope'),
      beside: ['narrow'],
    },
    {
      ...words('收回', 'recall'),
      means: words(
        '经决定并公布，把已交接的事项交回部门',
        'what was handed over goes back to its department, by a decision that is published',
      ),
    },
    {
      ...words('撤回', 'withdrawal'),
      means: words(
        '交接之前由牵头单位撤下，不再办理',
        'before the handover the coordinator takes powers off their way',
      ),
    },
    {
      ...words('中止', 'suspension'),
      means: words('暂停办理，时限停止计算', 'nobody acts and no time runs until it is resumed'),
    },
  ],
};
