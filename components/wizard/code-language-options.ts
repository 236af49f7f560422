import 'server-only'
import type { SelectOption } from '@/components/form/select-field'
import { CODE_LANGUAGES, COMMON_CODE_LANGUAGES } from '@/lib/migration/code-languages'

type Options = { common: SelectOption[]; all: SelectOption[] }

/** Named in the reader's own language, sorted as it sorts. */
export function codeLanguageOptions(locale: string): Options {
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  const toOption = (value: string): SelectOption => {
    const name = names.of(value.replace('_', '-')) ?? value
    return { value, text: name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) }
  }
  return {
    common: COMMON_CODE_LANGUAGES.map(toOption),
    all: CODE_LANGUAGES.filter((language) => !COMMON_CODE_LANGUAGES.includes(language))
      .map(toOption)
      .sort((a, b) => a.text.localeCompare(b.text, locale)),
  }
}
