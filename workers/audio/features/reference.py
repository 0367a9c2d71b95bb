# Makes reference.json: what essentia 2.1b6.dev1389 computes of the signals in test-signals.ts.
#   pip install essentia==2.1b6.dev1389 && python reference.py > reference.json
import json
import math
import sys

import essentia
import essentia.standard as es
import numpy as np

essentia.log.infoActive = False
RATE, SECONDS, FRAME, HOP, PAIRS = 44100, 12, 4096, 2048, 40
CHORDS = [[220, 261.63, 329.63], [174.61, 220, 261.63], [130.81, 196, 329.63], [196, 246.94, 293.66]]
SINGLE = ['zeroCrossingRate', 'dissonance', 'spectralCentroidHz', 'spectralRolloffHz', 'spectralFlatness', 'spectralFlux']
PACKED = ['spectralContrast', 'mfcc', 'chroma']


def noise(seed):
    state = seed
    while True:
        state = (state * 1664525 + 1013904223) % 2**32
        yield state / 2**31 - 1


def tone(hz, t):
    return math.sin(2 * math.pi * hz * t)


def partials(hz, t):
    return sum(tone(hz * n, t) / n for n in (1, 2, 3, 4, 5))


def chords(t, following):
    beat = math.floor(t * 2)
    fade = math.exp(-3 * (t * 2 - beat))
    return 0.15 * fade * sum(partials(hz, t) for hz in CHORDS[beat % 4]) + 0.001 * next(following)


def drums(t, following):
    kick, hat = t % 0.5, t % 0.25
    first = 0.6 * math.exp(-18 * kick) * tone(60, kick) + 0.3 * math.exp(-60 * hat) * next(following)
    return first + (0.05 if t % 4 < 2 else 0.2) * math.exp(-8 * kick) * next(following)


def sweep(t, following):
    return 0.4 * (0.6 + 0.4 * tone(3, t)) * tone(100 + 150 * t * t, t) + 0.01 * next(following)


def made(sample):
    following = noise(20)
    return np.array([sample(i / RATE, following) for i in range(RATE * SECONDS)], dtype='float32')


def frames(signal):
    window, spectrum = es.Windowing(type='blackmanharris62', size=FRAME), es.Spectrum(size=FRAME)
    room = len(signal) - FRAME - HOP
    for pair in range(PAIRS):
        start = math.floor(room * (pair + 0.5) / PAIRS)
        both = [signal[at:at + FRAME] for at in (start, start + HOP)]
        yield both, [spectrum(window(frame)) for frame in both]


def features(signal):
    lines = FRAME // 2 + 1
    # With wider bounds than ours, because it takes a slope that a bound cuts for a peak; the strongest 60 are chosen below.
    peaks = es.SpectralPeaks(sampleRate=RATE, minFrequency=0, maxFrequency=5500, maxPeaks=1000, magnitudeThreshold=1e-5, orderBy='magnitude')
    crossings, dissonance, flatness, hpcp = es.ZeroCrossingRate(), es.Dissonance(), es.Flatness(), es.HPCP()
    centroid, rolloff = es.Centroid(range=RATE / 2), es.RollOff(sampleRate=RATE)
    contrast = es.SpectralContrast(frameSize=FRAME, sampleRate=RATE)
    mfcc = es.MFCC(inputSize=lines, sampleRate=RATE)
    found = {name: [] for name in SINGLE + PACKED}
    for both, spectra in frames(signal):
        flux = es.Flux()
        flux(spectra[0])
        found['spectralFlux'].append(flux(spectra[1]))
        for frame, spectrum in zip(both, spectra):
            frequencies, magnitudes = peaks(spectrum)
            chosen = np.nonzero((frequencies >= 40) & (frequencies <= 5000))[0][:60]
            chosen = chosen[np.argsort(frequencies[chosen])]
            frequencies, magnitudes = frequencies[chosen], magnitudes[chosen]
            found['zeroCrossingRate'].append(crossings(frame))
            found['dissonance'].append(dissonance(frequencies, magnitudes))
            found['spectralCentroidHz'].append(centroid(spectrum))
            found['spectralRolloffHz'].append(rolloff(spectrum))
            found['spectralFlatness'].append(flatness(spectrum))
            found['spectralContrast'].append(contrast(spectrum)[0])
            found['mfcc'].append(mfcc(spectrum)[1])
            found['chroma'].append(hpcp(frequencies, magnitudes))
    moments = {name: (np.mean(found[name], axis=0, dtype='float64'), np.std(found[name], axis=0, dtype='float64')) for name in found}
    result = {name: {'mean': float(moments[name][0]), 'deviation': float(moments[name][1])} for name in SINGLE}
    result.update({name: [float(value) for value in np.concatenate(moments[name])] for name in PACKED})
    result['danceability'] = es.Danceability(sampleRate=RATE)(signal)[0]
    result['onsetRateHz'] = es.OnsetRate()(signal)[1]
    result['dynamicComplexityDb'] = es.DynamicComplexity(sampleRate=RATE)(signal)[0]
    return result


def rounded(value):
    if isinstance(value, dict):
        return {name: rounded(part) for name, part in value.items()}
    if isinstance(value, list):
        return [rounded(part) for part in value]
    return float(f'{value:.7g}')


made_signals = {name: made(sample) for name, sample in (('chords', chords), ('drums', drums), ('sweep', sweep))}
json.dump({name: rounded(features(signal)) for name, signal in made_signals.items()}, sys.stdout)
print()
