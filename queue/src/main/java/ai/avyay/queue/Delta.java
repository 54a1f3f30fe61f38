package ai.avyay.queue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// The difference between two byte strings in git's delta form: what they begin and end with in
/// common is copied.
final class Delta {
    private static final int LONGEST_INSERT = 127;
    private static final int LONGEST_COPY = 0xffffff;
    private static final int BLOCK = 4096;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Delta() {}

    static byte[] between(byte[] base, byte[] result) {
        var shorter = Math.min(base.length, result.length);
        var mismatch = Arrays.mismatch(base, result);
        var prefix = mismatch < 0 ? shorter : mismatch;
        var suffix = commonEnd(base, result, shorter - prefix);
        var delta = new Delta();
        delta.size(base.length);
        delta.size(result.length);
        delta.copy(0, prefix);
        delta.insert(result, prefix, result.length - suffix);
        delta.copy(base.length - suffix, suffix);
        return delta.out.toByteArray();
    }

    private static int commonEnd(byte[] left, byte[] right, int most) {
        var length = 0;
        while (length + BLOCK <= most
                && Arrays.equals(
                        left,
                        left.length - length - BLOCK,
                        left.length - length,
                        right,
                        right.length - length - BLOCK,
                        right.length - length)) {
            length += BLOCK;
        }
        while (length < most
                && left[left.length - length - 1] == right[right.length - length - 1]) {
            length++;
        }
        return length;
    }

    private void size(int size) {
        var rest = size;
        while (rest >= 0x80) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private void copy(int from, int length) {
        var offset = from;
        var left = length;
        while (left > 0) {
            var part = Math.min(left, LONGEST_COPY);
            out.write(0x80 | 0x0f | 0x70);
            out.write(offset);
            out.write(offset >>> 8);
            out.write(offset >>> 16);
            out.write(offset >>> 24);
            out.write(part);
            out.write(part >>> 8);
            out.write(part >>> 16);
            offset += part;
            left -= part;
        }
    }

    private void insert(byte[] bytes, int from, int to) {
        for (var at = from; at < to; at += LONGEST_INSERT) {
            var part = Math.min(LONGEST_INSERT, to - at);
            out.write(part);
            out.write(bytes, at, part);
        }
    }
}
