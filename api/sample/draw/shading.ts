/**
 * Changes to three.js's shaders, made on import: they suit light that is summed over frames.
 */
import * as THREE from 'three'

// Speckles of sampled lamps have no place on glossy materials: lamps light diffusely, the environment map shines.
const chunks = THREE.ShaderChunk
chunks.lights_physical_pars_fragment = chunks.lights_physical_pars_fragment.replace(
  'reflectedLight.directSpecular += irradiance * specularBRDF * material.multiScatteringCompensation;',
  '',
)
chunks.lights_physical_pars_fragment = chunks.lights_physical_pars_fragment.replace(
  /clearcoatSpecularDirect \+= ccIrradiance[^;]+;/,
  '',
)
// Diffuse sky light is the dome's, shadows included; and reflections fade where those shadows lie.
chunks.lights_fragment_maps = chunks.lights_fragment_maps
  .replace('iblIrradiance += getIBLIrradiance( geometryNormal );', '')
  .replace('radiance += iblRadiance;', 'radiance += iblRadiance * seen;')
  .replace(/clearcoatRadiance \+= ([^;]+);/, 'clearcoatRadiance += $1 * seen;')
chunks.lights_fragment_begin = chunks.lights_fragment_begin
  .replace('IncidentLight directLight;', 'IncidentLight directLight; float seen = 0.28; float lit = 1.0;')
  // Right above the floor an underside sees its own shadow, not the bright floor.
  .replace(
    '#if defined( RE_IndirectDiffuse )',
    `vec3 down = vec3( viewMatrix[1][0], viewMatrix[1][1], viewMatrix[1][2] );
    float above = cameraPosition.y + dot( down, geometryPosition );
    float open = mix( 0.16, 1.0, smoothstep( 0.0, 0.16, above ) );
    if ( dot( reflect( - geometryViewDir, geometryNormal ), down ) < 0.1 ) seen *= open;
    #if defined( RE_IndirectDiffuse )`,
  )
  .replace(
    'irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal );',
    'irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal ) * open;',
  )
  .replace(
    /directLight\.color \*= \( directLight\.visible && receiveShadow \) \? (getShadow\( directionalShadowMap[^;]+) : 1\.0;/,
    'lit = receiveShadow ? $1 : 1.0; directLight.color *= lit; seen += 0.18 * lit;',
  )
