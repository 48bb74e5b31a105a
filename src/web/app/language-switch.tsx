import { useLanguageChoice } from '../i18n/language';
import { useFramePhrases } from './phrases';

/** Chinese or English; remembered on this computer. */
export function LanguageSwitch() {
  const t = useFramePhrases();
  const { language, choose } = useLanguageChoice();
  return (
    <div className="fq-languages" role="group" aria-label={t.languages}>
      <button type="button" lang="zh-CN" aria-pressed={language === 'zh'} onClick={() => choose('zh')}>
        {t.chinese}
      </button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => choose('en')}>
        {t.english}
      </button>
    </div>
  );
}
