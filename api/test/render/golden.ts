/** By engine version and logo: the composed picture and its four encodings, the first 16 digits of each SHA-256. */
export const GOLDEN: Record<string, Record<string, string[]>> = {
  '3': {
    wide: [
      'e83541f0be534ef4',
      '5e3063630d1491a1',
      'af670e3fc52dc357',
      '401e528dc28ecf39',
      '029deceea950d323',
    ],
    tall: [
      '00659c2dfd59fab2',
      'e2c9e01b8338b73a',
      '90abe52bef175438',
      '2427b31861df7566',
      'c37772c186e66e9c',
    ],
    square: [
      'bfcef7e7211fd391',
      '95c610b30c6bc81f',
      '3c3d1b6f9103c32b',
      'f2e1875fe861670e',
      '96f0f35b2acff924',
    ],
    white: [
      '7ceff1e4a5ec9331',
      '86c7681e2dae5977',
      'c8a3fceb7bb187de',
      '29d51407cb6bf274',
      '376bf6eb66ad5b0c',
    ],
    dark: [
      '4b902398f8d3955d',
      'b25221d81962dc8d',
      'b3e5b46328e7029c',
      'ca7804690b3e9f75',
      'ddf22475f4b157b6',
    ],
    gradient: [
      '81af36cb2f7548b7',
      '490b0c0d46a0587d',
      '0824fd90c1d9d57b',
      '4132301a16ac8613',
      'bf1cfd5d5c69b995',
    ],
  },
}
