import type { PackDefinition } from './pack-definition.ts';

/** The Git LFS media of OpenCV Zoo, where the model files themselves are. */
const media = 'https://media.githubusercontent.com/media/opencv/opencv_zoo/main/models';

export const opencvZoo: PackDefinition = {
  manifest: {
    format: 'yizhan-face-pack-1',
    name: 'opencv-zoo',
    version: '2023.03-2021.12',
    pipeline: 'yunet-sface',
    origin: {
      source: 'OpenCV Zoo: face_detection_yunet (2023mar) and face_recognition_sface (2021dec)',
      documented: true,
      statement:
        'Published by OpenCV with licence, authors and papers (YuNet: Wu, Peng, Yu 2023; SFace: Zhong et al. 2021). The threshold for accepting is the published one (LFW), the one for refusing an estimate; accuracy with photos of card chips was not measured here.',
    },
    licence: 'MIT (YuNet) and Apache-2.0 (SFace)',
    files: [
      {
        role: 'detector',
        name: 'face_detection_yunet_2023mar.onnx',
        bytes: 232_589,
        sha256: '8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4',
      },
      {
        role: 'embedder',
        name: 'face_recognition_sface_2021dec.onnx',
        bytes: 38_696_353,
        sha256: '0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79',
      },
    ],
    thresholds: { accept: 0.363, refuse: 0.28 },
    accuracy: null,
  },
  source: {
    kind: 'download',
    urls: {
      'face_detection_yunet_2023mar.onnx': `${media}/face_detection_yunet/face_detection_yunet_2023mar.onnx`,
      'face_recognition_sface_2021dec.onnx': `${media}/face_recognition_sface/face_recognition_sface_2021dec.onnx`,
    },
  },
  flushesDenormals: false,
};
