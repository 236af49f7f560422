/**
 * Loaded into the app by the launcher, which holds the other end of its standard input. However the launcher dies, the
 * pipe closes and the app stops in order, so that the port is free for the next start.
 */
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.resume()
process.stdin.unref?.()
