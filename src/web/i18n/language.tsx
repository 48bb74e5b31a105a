/** The reader's language: Chinese unless they chose English, and remembered. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

/** A language that people read. */
export type Language = 'zh' | 'en';

/** A page's phrases in both languages. English is typed by Chinese, so that a phrase missing in either does not compile. */
export interface Dictionary<P> {
  readonly zh: P;
  readonly en: P;
}

interface Choice {
  readonly language: Language;
  choose(language: Language): void;
}

const place = 'fuquan.language';

function remembered(): Language {
  try {
    return localStorage.getItem(place) === 'en' ? 'en' : 'zh';
  } catch {
    // storage is forbidden: the default
    return 'zh';
  }
}

const LanguageContext = createContext<Choice>({ language: 'zh', choose: () => undefined });

/** Knows the language for all that is below it. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(remembered);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    try {
      localStorage.setItem(place, language);
    } catch {
      // not remembered, then
    }
  }, [language]);
  const choice = useMemo(() => ({ language, choose: setLanguage }), [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

/** The language and how to choose another. */
export const useLanguageChoice = (): Choice => useContext(LanguageContext);
/** The reader's language. */
export const useLanguage = (): Language => useContext(LanguageContext).language;
/** A page's phrases in the reader's language. */
export const usePhrases = <P,>(dictionary: Dictionary<P>): P => dictionary[useLanguage()];
