package dev.reelay.account;

import java.util.List;

/**
 * One credential at a provider.
 *
 * @param id the row's id
 * @param formerKeys credentials that it had before, for what was bought with them
 * @param slots how many attempts may be in flight at once
 */
public record Account(int id, String provider, String key, List<String> formerKeys, int slots) {
    @Override
    public String toString() {
        return "Account[id=" + id + ", provider=" + provider + ", slots=" + slots + "]";
    }
}
