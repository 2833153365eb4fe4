package inventory

// NewService lets the external test put a fake in the place of the store.
var NewService = newService
