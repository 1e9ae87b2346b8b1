package dev.reelay.account;

/**
 * One credential at a provider.
 *
 * @param id the row's id
 * @param slots how many attempts may be in flight at once
 */
public record Account(int id, String provider, String key, int slots) {
    @Override
    public String toString() {
        return "Account[id=" + id + ", provider=" + provider + ", slots=" + slots + "]";
    }
}
