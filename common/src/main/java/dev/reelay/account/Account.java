package dev.reelay.account;

import java.util.List;

/**
 * One credential at a provider. How much may be in flight under it, and whether it rests, only the database knows.
 *
 * @param id the row's id
 * @param pool the row of the provider's accounts together, where requests wait
 * @param name unique at its provider; {@code default} where the operator named none
 * @param formerKeys credentials that it had before, for what was bought with them
 * @param address the row that keeps where its submits go, and the mark of the key
 */
public record Account(
        int id, int pool, String provider, String name, String key, List<String> formerKeys, int address) {
    @Override
    public String toString() {
        return "Account[id=" + id + ", provider=" + provider + ", name=" + name + "]";
    }
}
