package dev.reelay.setting;

import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** Takes {@code true} and {@code false} and their like; the platform takes every other word for {@code false}. */
public final class YesOrNo implements Converter<Boolean> {
    @Override
    public Boolean convert(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException("must be true or false, not " + value);
        };
    }
}
