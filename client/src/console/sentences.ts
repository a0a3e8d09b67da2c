/** Which sentence fits an answer of the server. */
export function sentenceFor(status: number): string {
  if (status === 403) return 'error-403';
  if (status === 404) return 'error-404';
  if (status === 409) return 'error-409';
  if (status === 413) return 'error-413';
  if (status === 429) return 'error-429';
  return status >= 500 ? 'error-5xx' : 'error-4xx';
}
