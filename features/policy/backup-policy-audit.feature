@policy @oci @control:ISO27001:A.8.13 @control:SOC2:A1.2 @control:NIST80053:CP-9
@owner:security
Feature: Backups, keys and secrets are what was promised
  A backup that nobody makes is found out on the day it is needed. Every month the drill's own identity lists what BharatMart has, holds it
  against what is promised, and tries what it must not be able to do.

  Background:
    Given BharatMart's backups, keys and secrets are in good order

  @provider
  Scenario: Everything that holds data is backed up, kept, copied, encrypted and out of reach of the drill
    When the backup policies are audited
    Then the recovery is proven
    And the policy coverage verification passes
    And the backup age verification passes
    And the retention kept verification passes
    And the second region verification passes
    And the encryption keys verification passes
    And the secret age verification passes
    And the credentials in files verification passes
    And the least privilege verification passes

  @negative-control
  Scenario: A volume without a backup policy is named
    Given the log volume has lost its backup policy
    When the backup policies are audited
    Then the policy coverage verification fails on the shop's log volume

  @negative-control
  Scenario: A policy that makes no backups any more is named
    Given the boot volume was not backed up for two days
    When the backup policies are audited
    Then the backup age verification fails on the shop's boot volume

  @negative-control
  Scenario: A password in the configuration is named, and never shown
    Given a password was committed to the shop's configuration
    When the backup policies are audited
    Then the credentials in files verification fails on the planted password

  @negative-control
  Scenario: A drill that could delete production's volumes is refused
    Given the drill's identity was given more than it needs
    When the backup policies are audited
    Then the least privilege verification fails on the canary volume
