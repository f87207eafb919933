@secrets @oci @needs:postgres @control:ISO27001:A.5.17 @control:ISO27001:A.8.24 @control:SOC2:CC6.1 @control:NIST80053:IA-5
@owner:security
Feature: The database password is rotated without downtime
  The shop has two logins and uses one. A new password is given to the idle one, put into the vault and tried; the shop reads it as its
  instance, without a restart; only when nobody uses the old login any more is that taken away. Customers never notice, and the old
  password opens nothing.

  Background:
    Given BharatMart is selling
    And recovery is promised within 15 minutes
    And the shop's password is kept in the vault

  @smoke
  Scenario: Customers do not notice the rotation
    Given customers keep asking the shop
    When the password is rotated
    Then the recovery is proven
    And the steady requests verification passes
    And the old password verification passes
    And the secret versions verification passes
    And the recovery time objective is met

  Scenario: Customers do not notice that it is taken back
    Given customers keep asking the shop
    And the password was rotated
    When the rotation is taken back
    Then the recovery is proven
    And the steady requests verification passes
    And the old password verification passes
    And the secret versions verification passes
    And the recovery time objective is met

  @negative-control
  Scenario: A rotation in the wrong order is seen
    Given customers keep asking the shop
    But the old password is taken away before the new one is in the vault
    When the password is rotated
    Then the steady requests verification fails

  @restore
  Scenario: A backup from before the rotation carries the old password
    Given a base backup was taken and the log is archived
    And the password was rotated
    When the server is recovered to the moment before the rotation
    Then the recovery is proven
    And the restored password verification passes
    And the recovery time objective is met
    And nothing could leave the restored copy
    And the restored copy is disposed of

  @negative-control @restore
  Scenario: A backup that was replayed past the rotation is seen
    Given a base backup was taken and the log is archived
    And the password was rotated
    When the server is recovered past the rotation
    Then the restored password verification fails
    And the restored copy is disposed of
