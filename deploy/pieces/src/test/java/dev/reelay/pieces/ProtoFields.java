package dev.reelay.pieces;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a message of Protocol Buffers, by number, without its schema. */
final class ProtoFields {
    private final Map<Integer, List<byte[]>> pieces = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();

    private ProtoFields() {}

    static ProtoFields of(byte[] message) {
        ProtoFields fields = new ProtoFields();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> fields.numbers.put(number, varint(in));
                case 1 -> fields.numbers.put(number, in.getLong());
                case 2 -> {
                    byte[] piece = new byte[(int) varint(in)];
                    in.get(piece);
                    fields.pieces
                            .computeIfAbsent(number, none -> new ArrayList<>())
                            .add(piece);
                }
                case 5 -> fields.numbers.put(number, (long) in.getInt());
                default -> throw new IllegalArgumentException("no field of this kind: " + tag);
            }
        }
        return fields;
    }

    boolean has(int field) {
        return pieces.containsKey(field);
    }

    List<ProtoFields> messages(int field) {
        return pieces.getOrDefault(field, List.of()).stream()
                .map(ProtoFields::of)
                .toList();
    }

    byte[] bytes(int field) {
        return pieces.getOrDefault(field, List.of(new byte[0])).getFirst();
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
