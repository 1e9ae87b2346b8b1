package dev.reelay.api.ui.page;

import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands around every page: who looks at it, what it may do, and what the page before had to say. */
@Named("frame")
@RequestScoped
public class Frame {
    private static final String HOME = "/ui";
    private static final Set<String> THEMES = Set.of("light", "dark");

    private Map<String, Cookie> cookies = Map.of();
    private @Nullable KeyOwner owner;
    private String csrf = "";

    /** Whether this path is one of the pages, or of their parts. */
    public static boolean isPage(String path) {
        return path.equals(HOME) || path.startsWith(HOME + "/");
    }

    /** Notes what the browser has sent along. */
    public void arrived(ContainerRequestContext request) {
        cookies = Map.copyOf(request.getCookies());
    }

    /** Notes who it is, and what a change of theirs must come with. */
    public void signedIn(KeyOwner known, String token) {
        owner = known;
        csrf = token;
    }

    /** Whether there is anybody. */
    public boolean isSignedIn() {
        return owner != null;
    }

    /** The name of the tenant. */
    public String tenant() {
        return owner == null ? "" : owner.tenant().name();
    }

    /** The role of the key. */
    public String role() {
        return owner == null ? "" : owner.role().wire();
    }

    /** Whether it may submit and change what is its tenant's. */
    public boolean mayChange() {
        return owner != null && owner.role().covers(Role.OPERATOR);
    }

    /** Whether it may see and change what belongs to the installation. */
    public boolean mayRun() {
        return owner != null && owner.role().covers(Role.ADMIN);
    }

    /** What every change must come with. */
    public String csrf() {
        return csrf;
    }

    /** {@code light}, {@code dark}, or empty for what the system prefers. */
    public String theme() {
        Cookie chosen = cookies.get("reelay_theme");
        return chosen != null && THEMES.contains(chosen.getValue()) ? chosen.getValue() : "";
    }

    /** What came of the change before; empty when there was none. */
    public String said() {
        Cookie words = cookies.get(Said.COOKIE);
        return words == null ? "" : Said.decoded(words.getValue());
    }

    /** Where the script of the pages is found that is not ours. */
    public String htmx() {
        return Assets.HTMX;
    }

    /** What changes when our own script or style does. */
    public String version() {
        return Assets.VERSION;
    }
}
