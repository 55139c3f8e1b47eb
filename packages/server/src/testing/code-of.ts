/** The code and message with which a request is refused; the test fails when it is answered. */
export async function refusalOf(
  answer: Promise<unknown>,
): Promise<{ code: number; message: string; data: unknown }> {
  const result = await answer.then(
    () => undefined,
    (error: { code: number; message: string; data: unknown }) => error,
  )
  if (result === undefined) throw new Error('The request was answered.')
  return { code: result.code, message: result.message, data: result.data }
}
