/** By engine version and logo: the composed picture and its four encodings, the first 16 digits of each SHA-256. */
export const GOLDEN: Record<string, Record<string, string[]>> = {
  '1': {
    dark: [
      '6b526714c2e52640',
      '9ed9178ba67aed45',
      'b84a805935f945c4',
      '42a45994c3514ebc',
      '30ac9b05cf4d3723',
    ],
    gradient: [
      'a8b30595c9d2fd53',
      'a550e6234cb7b2f4',
      'c9f38f273d44f1aa',
      'a2db2e3de26cebf1',
      '00c847adc06f11f3',
    ],
    square: [
      '83d38bda04bda0d1',
      '5a663a10c0085538',
      'e5fe4d129ff7c012',
      '085e441b4883e272',
      '1e3927b13e373ef5',
    ],
    tall: [
      '884570d79c40c22e',
      '1a4d540222118a26',
      'c9e8c265d24c624f',
      'ea7b561f3d786e27',
      '53cb2f291c010282',
    ],
    white: [
      'fae90bd13ed83996',
      'ca7a5b2464b990bb',
      '6b39921d45dc862f',
      'b1398db755dadd84',
      'b7ab14fc18740b54',
    ],
    wide: [
      'f994d2f465ad81f1',
      'a567501072f31c0a',
      'a4cf902db421c997',
      'd7b538d213a6062d',
      '4e22b97cae3ec12c',
    ],
  },
}
