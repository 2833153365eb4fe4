module example.com/public

go 1.25

require gorm.io/gorm v1.0.0

replace gorm.io/gorm => ./fakes/gorm
