package dev.reelay.catalog;

import dev.reelay.catalog.Callback.Signature;
import dev.reelay.catalog.Callback.SigningKey;
import dev.reelay.catalog.Provider.Recovery;
import dev.reelay.catalog.definition.Section;
import dev.reelay.catalog.definition.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a provider's definition that tells how it calls back. */
final class CallbackReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private enum Scheme {
        ED25519,
        HMAC_SHA256
    }

    private static final Map<String, Scheme> SCHEMES =
            Map.of("ed25519", Scheme.ED25519, "hmac-sha256", Scheme.HMAC_SHA256);

    private CallbackReader() {}

    static @Nullable Callback read(Section file, Recovery recovery) {
        if (recovery == Recovery.CALLBACK && !file.has("callback")) {
            file.problems()
                    .add(
                            file.placeOf("recovery"),
                            "`recovery` says `callback`, and no `callback` is described: describe it, or say `none`");
        }
        Section section = file.optionalSection("callback");
        if (section == null) {
            return null;
        }
        String parameter = section.scalar(
                "parameter",
                "the name of a query parameter, such as webhook",
                "",
                scalar -> Optional.of(scalar.text())
                        .filter(name -> NAME.matcher(name).matches()));
        Expression id = ExpressionValue.required(section, "id", ProviderReader.Answers.TRIALS);
        Section signature = section.section("signature");
        Callback callback = new Callback(parameter, id, signature(signature), key(signature));
        signature.end();
        section.end();
        return callback;
    }

    private static Signature signature(Section section) {
        String timestamp = section.text("timestamp");
        SignedText signed = section.scalar(
                "signed",
                "a template such as \"{webhook-timestamp}.{body}\", with the body or its `body.sha256`, the header of the "
                        + "timestamp, and a text between any two variables",
                new SignedText(List.of()),
                scalar -> SignedText.parse(scalar.text()).filter(text -> text.covers(timestamp)));
        return new Signature(
                section.text("header"),
                section.text("prefix", ""),
                timestamp,
                Values.duration(section, "tolerance"),
                signed);
    }

    private static SigningKey key(Section section) {
        return switch (Values.choice(section, "scheme", SCHEMES, Scheme.ED25519)) {
            case ED25519 -> new SigningKey.Published(Values.base(section, "keys"));
            case HMAC_SHA256 -> new SigningKey.Secret(section.text("secret_prefix", ""));
        };
    }
}
