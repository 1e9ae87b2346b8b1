package dev.reelay.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that a provider signs, as a template such as {@code {webhook-id}.{webhook-timestamp}.{body}}. Each text can come
 * of one callback only: two variables never touch, and no header's value holds what stands beside it.
 */
public record SignedText(List<Piece> pieces) {
    private static final Pattern PIECE = Pattern.compile("\\{([A-Za-z0-9.-]+)}|([^{}]+)");

    /** A part of the template. */
    sealed interface Piece {
        /** Stands in the text as it is. */
        record Literal(String text) implements Piece {}

        /** The value of a header. */
        record Header(String name) implements Piece {}

        /** The bytes of the body, {@code {body}}. */
        record Body() implements Piece {}

        /** The SHA-256 of these bytes in hex, {@code {body.sha256}}. */
        record BodySha256() implements Piece {}
    }

    /** Empty when it is no such template, or one in which two variables touch. */
    static Optional<SignedText> parse(String template) {
        List<Piece> pieces = new ArrayList<>();
        Matcher next = PIECE.matcher(template);
        int end = 0;
        while (next.find() && next.start() == end) {
            boolean variable = next.group(1) != null;
            if (variable && !pieces.isEmpty() && !(pieces.getLast() instanceof Piece.Literal)) {
                return Optional.empty();
            }
            pieces.add(variable ? variable(next.group(1)) : new Piece.Literal(next.group(2)));
            end = next.end();
        }
        return end == template.length() && !pieces.isEmpty() ? Optional.of(new SignedText(pieces)) : Optional.empty();
    }

    private static Piece variable(String name) {
        return switch (name) {
            case "body" -> new Piece.Body();
            case "body.sha256" -> new Piece.BodySha256();
            default -> new Piece.Header(name);
        };
    }

    /** Whether the body, and this header, are signed. */
    boolean covers(String header) {
        boolean body =
                pieces.stream().anyMatch(piece -> piece instanceof Piece.Body || piece instanceof Piece.BodySha256);
        return body
                && pieces.stream()
                        .anyMatch(piece -> piece instanceof Piece.Header(String name) && name.equalsIgnoreCase(header));
    }

    /** The bytes that were signed; empty when a header is missing, or holds what would make it two. */
    public Optional<byte[]> of(UnaryOperator<@Nullable String> headers, byte[] body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int at = 0; at < pieces.size(); at++) {
            switch (pieces.get(at)) {
                case Piece.Literal(String literal) -> text.writeBytes(literal.getBytes(StandardCharsets.UTF_8));
                case Piece.Body _ -> text.writeBytes(body);
                case Piece.BodySha256 _ -> text.writeBytes(sha256(body).getBytes(StandardCharsets.US_ASCII));
                case Piece.Header(String name) -> {
                    String value = headers.apply(name);
                    if (value == null || holds(value, at - 1) || holds(value, at + 1)) {
                        return Optional.empty();
                    }
                    text.writeBytes(value.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return Optional.of(text.toByteArray());
    }

    private boolean holds(String value, int neighbour) {
        return neighbour >= 0
                && neighbour < pieces.size()
                && pieces.get(neighbour) instanceof Piece.Literal(String literal)
                && value.contains(literal);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
