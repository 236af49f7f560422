import { createServer, type Socket } from 'node:net'

export type Mail = { from: string; to: string; data: string }
type Answer = 'take' | 'refuse' | 'hang up'

export type SmtpServer = { url: string; mails: Mail[]; answer: (with_: Answer) => void; close: () => Promise<void> }

/** A mail server on a real socket that keeps what it is given. */
export async function startSmtp(): Promise<SmtpServer> {
  const mails: Mail[] = []
  let answer: Answer = 'take'
  const server = createServer((socket) => talk(socket, mails, () => answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    answer: (with_) => {
      answer = with_
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function talk(socket: Socket, mails: Mail[], answer: () => Answer): void {
  let buffered = ''
  let mail: Mail = { from: '', to: '', data: '' }
  let inData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const end = () => {
    inData = false
    if (answer() === 'hang up') return socket.destroy()
    if (answer() === 'refuse') return say('451 later')
    mails.push(mail)
    mail = { from: '', to: '', data: '' }
    return say('250 kept')
  }
  say('220 test')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    buffered += chunk
    for (let at = buffered.indexOf('\r\n'); at !== -1; at = buffered.indexOf('\r\n')) {
      const line = buffered.slice(0, at)
      buffered = buffered.slice(at + 2)
      if (inData) {
        if (line === '.') end()
        else mail.data += `${line}\n`
      } else if (/^EHLO/i.test(line)) say('250 test')
      else if (/^MAIL FROM:/i.test(line)) {
        mail.from = line.slice(10)
        say('250 ok')
      } else if (/^RCPT TO:/i.test(line)) {
        mail.to = line.slice(8)
        say('250 ok')
      } else if (line === 'DATA') {
        inData = true
        say('354 go on')
      } else if (line === 'QUIT') {
        say('221 bye')
        socket.end()
      } else say('250 ok')
    }
  })
  socket.on('error', () => socket.destroy())
}
