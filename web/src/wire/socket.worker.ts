/** Runs the link in a Web Worker, so that parsing and decoding never take time from painting. */

import { Link, type ToSocket } from './socket'

const link = new Link({
  connect: (url) => new WebSocket(url),
  later: (action, ms) => setTimeout(action, ms),
  cancel: (timer) => {
    clearTimeout(timer as number)
  },
  random: Math.random,
  post: (message) => {
    postMessage(message, { transfer: message.kind === 'frames' ? [message.buffer] : [] })
  },
})

onmessage = (event: MessageEvent<ToSocket>) => {
  link.receive(event.data)
}
