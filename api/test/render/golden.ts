/** By engine version and logo: the composed picture and its four encodings, the first 16 digits of each SHA-256. */
export const GOLDEN: Record<string, Record<string, string[]>> = {
  '2': {
    wide: [
      'fdd40fffcdbe1b0b',
      '0b9906b70d689646',
      '0424af930b45dc08',
      '1b495e70e71d6d3a',
      '5a18b9a69b9b2197',
    ],
    tall: [
      '5af7c8c879135410',
      '589293d372b313ff',
      'b6ff34113dd1198d',
      'e267b63e8c2197e0',
      '4cf10892eec51190',
    ],
    square: [
      '293ea1fb25fc8d28',
      'e0d5be687023c050',
      'c16d1dd873ac22cf',
      'baed549abfd2baad',
      '2445c7be5fecd5e4',
    ],
    white: [
      '21467f6bcd3205e3',
      'b2eab91711d8ce37',
      '03e794ea457ab2e8',
      'cc5bb0d34fc6ecdc',
      'c232afcc3bd17327',
    ],
    dark: [
      'f4bb5816a4cbe4e0',
      '5ef2c387d809f967',
      '18a415f30e45e775',
      'e9321ee37a7a83bd',
      'a72820d8d1bb13c6',
    ],
    gradient: [
      '5b5939780bd4c591',
      'e427663c9eaf5f76',
      'eb47a7a47b57ffbb',
      '9cf72fa8181e5260',
      '3a0649bb45d7ebf8',
    ],
  },
}
