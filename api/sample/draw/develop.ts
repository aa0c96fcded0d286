/** Passes over the whole picture: summing frames and developing the sum. */
import * as THREE from 'three'

export const quad = (
  fragmentShader: string,
  uniforms: Record<string, THREE.IUniform>,
  blending: THREE.Blending,
) =>
  new THREE.Mesh(
    new THREE.PlaneGeometry(2, 2),
    new THREE.ShaderMaterial({
      uniforms,
      fragmentShader,
      vertexShader: 'varying vec2 p; void main(){ p = uv; gl_Position = vec4(position.xy,0.,1.); }',
      blending,
      depthTest: false,
      depthWrite: false,
      transparent: true,
    }),
  )

export const ADD =
  'varying vec2 p; uniform sampler2D t; uniform float w; void main(){ gl_FragColor = vec4(texture2D(t,p).rgb*w, 1.); }'
// Exposure, a shoulder that starts at 0.78, a light fall-off to the corners, sRGB, and a fine grain.
export const DEVELOP = `varying vec2 p; uniform sampler2D t; uniform float exposure;
float n(vec2 q){ return fract(sin(dot(q, vec2(12.9898,78.233)))*43758.5453); }
void main(){ vec3 c = texture2D(t,p).rgb * exposure;
  float r = length((p-vec2(.46,.56))*vec2(1.,1.05)); c *= 1.03 - .2*r*r;
  float m = max(c.r,max(c.g,c.b)); float k = .72;
  if (m>k) { float d = 1.-k; float nm = 1. - d*d/(m-k+d); c *= nm/m; c = mix(c, vec3(nm), 1.-1./(.25*(m-nm)+1.)); }
  vec3 s = mix(c*12.92, 1.055*pow(max(c,vec3(1e-5)), vec3(1./2.4))-.055, step(.0031308,c));
  gl_FragColor = vec4(s + (n(gl_FragCoord.xy)-.5)/70., 1.); }`
