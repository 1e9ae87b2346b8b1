package dev.reelay.outside;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a URL must look like before we accept it from a caller. Nothing is resolved here: the text is taken apart by hand,
 * since parsers that disagree about where a host ends are how guards are passed, and put together again in one spelling.
 */
public final class PublicUrl {
    /** Signed links carry tokens of some kilobytes. */
    private static final int LONGEST = 8192;

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*)(#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]*]|[^\\[\\]:%]+)(?::([0-9]{1,5}))?");
    private static final Pattern BLANK_OR_BACKSLASH = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}\\\\]");

    private PublicUrl() {}

    /** Checks a text; every rule but those of length and form is waived for the origins that the guard allows. */
    public static Checked check(String text, AddressGuard guard) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return new Checked.Wrong("must be a URL of 1 to " + LONGEST + " characters");
        }
        if (BLANK_OR_BACKSLASH.matcher(text).find()) {
            return new Checked.Wrong("must not hold blanks, control characters or backslashes; percent-encode them");
        }
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return new Checked.Wrong("must be an absolute https URL, such as https://cdn.example.com/a.png");
        }
        if (parts.group(4) != null) {
            return new Checked.Wrong("must not have a fragment; leave out the part from # on");
        }
        return checkParts(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2), parts.group(3), guard);
    }

    private static Checked checkParts(String scheme, String authority, String rest, AddressGuard guard) {
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return new Checked.Wrong("must be an https URL, not " + scheme);
        }
        if (authority.indexOf('@') >= 0) {
            return new Checked.Wrong("must not hold a user name or password; leave out the part up to @");
        }
        Matcher hostAndPort = AUTHORITY.matcher(authority);
        String host = hostAndPort.matches() ? HostRules.normal(hostAndPort.group(1)) : null;
        if (host == null || host.isEmpty()) {
            return new Checked.Wrong("has no readable host; use a public host name, such as cdn.example.com");
        }
        return checkWhole(scheme, host, hostAndPort.group(2), rest, guard);
    }

    private static Checked checkWhole(
            String scheme, String host, @Nullable String port, String rest, AddressGuard guard) {
        if (port != null && (Integer.parseInt(port) == 0 || Integer.parseInt(port) > 65535)) {
            return new Checked.Wrong("has a port that does not exist; use one from 1 to 65535");
        }
        URI url;
        try {
            String authority = port == null ? host : host + ":" + Integer.parseInt(port);
            url = URI.create(new URI(scheme + "://" + authority + rest).toASCIIString());
        } catch (URISyntaxException e) {
            return new Checked.Wrong("has characters that a URL cannot have; percent-encode them");
        }
        if (url.getHost() == null) {
            return new Checked.Wrong("has no readable host; use a public host name, such as cdn.example.com");
        }
        return guard.allows(url) ? new Checked.Fine(url) : checkPublic(url, host, guard);
    }

    private static Checked checkPublic(URI url, String host, AddressGuard guard) {
        return guard.objection(url)
                .or(() -> HostRules.objection(host))
                .<Checked>map(Checked.Wrong::new)
                .orElseGet(() -> new Checked.Fine(url));
    }
}
