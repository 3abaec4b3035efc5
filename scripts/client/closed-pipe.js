/** `… | head`: who reads the output may have seen enough. That is an end, and no error. */
export function endWithReader() {
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
