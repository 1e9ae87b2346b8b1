package dev.reelay.api.ui.page;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Ends a change: the browser goes to a page, and that page says once what came of it. */
public final class Said {
    static final String COOKIE = "reelay_said";

    private static final int SECONDS = 20;
    private static final int LONGEST = 600;

    private Said() {}

    /** Goes to a page of ours. */
    public static Response andGo(String words, String page) {
        return Response.noContent()
                .header("HX-Redirect", page)
                .cookie(cookie(encoded(words), SECONDS))
                .build();
    }

    /** Goes to a page of ours without a word. */
    public static Response go(String page) {
        return Response.noContent().header("HX-Redirect", page).build();
    }

    static NewCookie nothing() {
        return cookie("", 0);
    }

    static String decoded(String value) {
        try {
            return new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String encoded(String words) {
        String told = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(told.getBytes(StandardCharsets.UTF_8));
    }

    private static NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/ui")
                .maxAge(seconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
