/** By engine version and logo: the composed picture and its four encodings, the first 16 digits of each SHA-256. */
export const GOLDEN: Record<string, Record<string, string[]>> = {
  '4': {
    wide: [
      '34fe4958dc859e03',
      'aee4ba99734d8560',
      '6aac1d688d439da9',
      '901ed7a4b8bff968',
      '06b5f9229927b1cf',
    ],
    tall: [
      '12b2bdcf94b5e676',
      'f19bb8ab222bd50b',
      '00c35ebd0cf89db1',
      '10a2000d8967f689',
      'd08e2d0d042eb84c',
    ],
    square: [
      '2b04cf230c0f7ce9',
      '2363445d04f7d343',
      '920852e1ab0b60c7',
      '130363721a440ff7',
      '6cb26c0abbe6a6b5',
    ],
    white: [
      '19529091de351d91',
      '2512a4115d7ba01e',
      'f23a5f0d9a072a50',
      '03020ebf7c8472db',
      'fbfa6389999e24ae',
    ],
    dark: [
      'faccf80583121af6',
      '2688aafebeace5e4',
      '5b8a27f317002034',
      '4e7449ca78fb0f01',
      'd8f07f01b20ca588',
    ],
    gradient: [
      '212415b3dc97d53b',
      '0c0e8c376522aa18',
      '452be9a5b08cbdd4',
      '71f6407d2bd5f5f2',
      '28823b14c0e9efcd',
    ],
  },
}
