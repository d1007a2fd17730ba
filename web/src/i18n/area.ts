/** One area of texts, both languages side by side; the type makes a missing key an error. */
export interface Area<Key extends string = string> {
  en: Record<Key, string>
  de: Record<Key, string>
}

export function area<Key extends string>(
  en: Record<Key, string>,
  de: Record<NoInfer<Key>, string>,
): Area<Key> {
  return { en, de }
}
