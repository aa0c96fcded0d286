/** By engine version and logo: the composed picture and its four encodings, the first 16 digits of each SHA-256. */
export const GOLDEN: Record<string, Record<string, string[]>> = {
  '1': {
    dark: [
      '7a516c69d81c1bc2',
      '9ca3f182dc8306e1',
      'cd387d0b8f2a1964',
      'b74d855d4ee7760f',
      '3eabe7ce8208a0fd',
    ],
    gradient: [
      'e1015ad47532d9dc',
      'd300ad5f00460848',
      'c24106fed352baed',
      '4820beda1e2311bb',
      'c885acdb25e9a99d',
    ],
    square: [
      '60e95c73a550d898',
      '1de1ea53e61edb69',
      '58c6c0fb7b119578',
      'd54b6be34f3c0dec',
      'd71d6fbd4dfb8aea',
    ],
    tall: [
      'b1d76c35ac9c1e61',
      '1f896f52fb60fd42',
      'f859e0f1e4cd7125',
      '53106c37f14f8b01',
      '555fada474512eb7',
    ],
    white: [
      '825c20223852892a',
      '53596e7944a79262',
      '8a7064461551b569',
      'e959be7a1b9e90ff',
      'd7b3b10bac0cc972',
    ],
    wide: [
      'a4b4ea091c13c15e',
      '3335c65d0fe2aad0',
      '6ce54a8974918099',
      'e084d78381760c81',
      'd1e04307420ebc65',
    ],
  },
}
